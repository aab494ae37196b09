// What the server last said. A page keeps nothing of its own that the server knows.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem, type ProblemCode } from '#contract';

export const hasCode = (error: unknown, code: ProblemCode): boolean => error instanceof Problem && error.code === code;

export const makeQueryClient = (onSignedOut: () => void): QueryClient => {
  const onError = (error: unknown) => {
    if (hasCode(error, 'unauthenticated')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // Only what may pass by itself is asked again.
        retry: (times, error) => times < 2 && hasCode(error, 'unavailable'),
        retryDelay: (times) => 400 * 2 ** times,
        refetchOnWindowFocus: true,
      },
    },
  });
};

/** What to tell people about a failure; anything that isn't a problem is ours, and they can't mend it. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Problem
    ? error.message
    : 'Something in this page failed. Load it again; if that does not help, tell your administrator.';
