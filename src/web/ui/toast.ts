import { notifications } from '@mantine/notifications';

const close = { 'aria-label': 'Close' };

/** One sentence that names what was done to what; it leaves by itself. */
export const say = (message: string) => notifications.show({ message, autoClose: 5_000, closeButtonProps: close });
export const sayFailed = (message: string) =>
  notifications.show({ message, color: 'var(--bad)', autoClose: 9_000, closeButtonProps: close });
