// What one marked for oneself. Marking gives nothing: what is no longer reached is no longer listed.
import { z } from 'zod';
import { route } from './route.ts';

const Favourite = z.object({ id: z.string(), favourite: z.boolean() });

export const addFavourite = route({
  name: 'addFavourite',
  method: 'put',
  path: '/favourites/{resource}',
  summary: 'Mark something that you can see as a favourite of yours',
  answer: Favourite,
});
export const removeFavourite = route({
  name: 'removeFavourite',
  method: 'delete',
  path: '/favourites/{resource}',
  summary: 'Take the mark away again',
  answer: Favourite,
});
