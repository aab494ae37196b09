export { lineOf } from './csv.ts';
export { type CsvFile, exportCsv, exportQuery, exportTile } from './export.ts';
