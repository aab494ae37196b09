export { lineOf } from './csv.ts';
export { type CsvFile, exportCsv, exportQuery } from './export.ts';
