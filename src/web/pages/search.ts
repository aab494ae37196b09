// Addresses carry plain words, `?f.carrier=AA&time=last-3-month`, rather than the router's JSON, so that people can read them.
import type { Search } from '../components/filters/chosen.ts';

export function parseSearch(text: string): Search {
  const search: Record<string, string[]> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    search[key] ??= [];
    search[key].push(value);
  }
  return search;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, values] of Object.entries(search)) {
    for (const value of Array.isArray(values) ? values : [values]) if (value !== undefined) params.append(key, String(value));
  }
  const text = params.toString();
  return text && `?${text}`;
}
