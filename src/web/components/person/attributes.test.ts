import { expect, test } from 'vitest';
import { attributeInWords, attributesOf, blank, typedOf } from './attributes.ts';

const attributes = { region: 'EMEA', airports: ['ATL', 'ORD'], level: 3, remote: true };

test('attributes come back as they went in, with their kinds', () => {
  expect(attributesOf(typedOf(attributes))).toEqual(attributes);
  expect(Object.values(attributes).map(attributeInWords)).toEqual(['EMEA', 'ATL, ORD', '3', 'Yes']);
});

test('a row without a name is nobody’s; a name twice and what is no number are said', () => {
  expect(attributesOf([blank, { ...blank, name: ' region ', text: 'EMEA' }])).toEqual({ region: 'EMEA' });
  expect(attributesOf([...typedOf({ region: 'a' }), { ...blank, name: 'region' }])).toBe('“region” stands there twice.');
  expect(attributesOf([{ ...blank, name: 'level', is: 'number', text: 'three' }])).toBe('“level” is no number.');
});
