// Making something: under a name from its title; one that is taken gets a number.
import type { Kind, Resource } from '#contract';
import { Problem } from '#contract';
import { api } from '../../data/api.ts';
import { slugOf } from './slug.ts';

type Wish = { project: string; kind: Exclude<Kind, 'project'>; title: string; definition: object };
const mostTries = 50;

export async function make({ project, kind, title, definition }: Wish): Promise<Resource> {
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? slugOf(title) : `${slugOf(title)}-${attempt}`;
    try {
      const body = { kind, name, title, definition: definition as Record<string, unknown> };
      return await api.createResource({ params: { project }, body });
    } catch (error) {
      const taken =
        error instanceof Problem && error.errors.some(({ field, message }) => field === 'name' && /taken/.test(message));
      if (!taken || attempt === mostTries) throw error;
    }
  }
}
