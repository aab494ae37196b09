// Looking as somebody else, in this tab alone: every request says so, and the server answers with what both may see.
import { Problem, viewAsHeader } from '#contract';

const key = 'sightline.view-as';

export const viewAsHeaders = (): Record<string, string> => {
  const id = sessionStorage.getItem(key);
  return id ? { [viewAsHeader]: id } : {};
};

/** What was learned as oneself isn't kept: the page begins anew. */
export const enterViewAs = (id: string, at = '/'): void => {
  sessionStorage.setItem(key, id);
  location.assign(at);
};

export const leaveViewAs = (): string | null => {
  const id = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return id;
};

/** It ends by itself, and with the right to it: then one is oneself again. */
export const leftViewAs = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'forbidden' && leaveViewAs() !== null;
