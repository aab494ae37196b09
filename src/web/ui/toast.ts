import { notifications } from '@mantine/notifications';

/** One sentence that names what was done to what; it leaves by itself. */
export const say = (message: string) => notifications.show({ message, autoClose: 5_000, withCloseButton: true });
export const sayFailed = (message: string) => notifications.show({ message, color: 'var(--bad)', autoClose: 9_000 });
