import { useEffect } from 'react';

export const useTitle = (title: string | undefined) => {
  useEffect(() => {
    document.title = title ? `${title} – Sightline` : 'Sightline';
  }, [title]);
};
