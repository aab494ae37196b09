export { type CsvFile, exportCsv, exportQuery } from './export.ts';
