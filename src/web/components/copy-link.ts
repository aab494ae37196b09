import type { Resource } from '#contract';
import { say, sayFailed } from '../ui/toast.ts';
import { linkTo } from './address.ts';

export async function copyLink(resource: Pick<Resource, 'kind' | 'id'>) {
  try {
    await navigator.clipboard.writeText(linkTo(resource));
    say('The link is copied. It opens for people with access only.');
  } catch {
    sayFailed('The browser did not let the link be copied. Take it from the address bar.');
  }
}
