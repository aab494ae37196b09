export { listFavourites } from './list.ts';
export { addFavourite, favouritesAmong, removeFavourite } from './mark.ts';
