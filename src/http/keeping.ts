// Routes about what people keep for themselves around resources, to their use cases.
import { addFavourite, removeFavourite } from '#features/favourites/index';
import type { Handlers } from './handler.ts';
import type { HandlerDeps } from './handlers.ts';

export const keepingHandlers = (deps: HandlerDeps) =>
  ({
    addFavourite: (asked) => addFavourite(deps, asked.principal, asked),
    removeFavourite: (asked) => removeFavourite(deps, asked.principal, asked),
  }) satisfies Partial<Handlers>;
