import { createContext } from 'react';
import type { Resource } from '#contract';

/** The explore that one is on, for menus deep in its page. */
export const Explored = createContext<Resource | null>(null);
