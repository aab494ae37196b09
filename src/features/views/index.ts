export { createView, deleteView, listViews, updateView } from './views.ts';
