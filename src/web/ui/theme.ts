// Mantine in our own clothes: every colour it uses is one of our roles (roles.css), so there is one place to change them.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

// Mantine wants ten shades of a primary colour; ours is one role that follows the colour scheme by itself.
const action: MantineColorsTuple = [
  'var(--action-wash)',
  'var(--action-wash)',
  'var(--action)',
  'var(--action)',
  'var(--action)',
  'var(--action)',
  'var(--action)',
  'var(--action-strong)',
  'var(--action-strong)',
  'var(--action-strong)',
];

// What floats stays where it belongs in the document: a list that a dialog opens is inside the dialog, for those who hear it.
const floating = { withinPortal: false, floatingStrategy: 'fixed', shadow: 'md', radius: 'md' } as const;

// Mantine would put white on it in both colour schemes.
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  return input.variant === 'filled'
    ? { ...colours, background: 'var(--action)', hover: 'var(--action-strong)', color: 'var(--on-action)' }
    : colours;
};

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'action',
  primaryShade: 6,
  colors: { action },
  fontFamily: "'IBM Plex Sans', system-ui, sans-serif",
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.25rem' },
  lineHeights: { xs: '1rem', sm: '1.25rem', md: '1.25rem', lg: '1.375rem', xl: '1.625rem' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Popover: { defaultProps: { ...floating, transitionProps: { duration: 120 } } },
    // The element that would hold the first focus is none that a menu may have.
    Menu: { defaultProps: { ...floating, transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    Combobox: { defaultProps: { ...floating, transitionProps: { duration: 0 } } },
    ModalRoot: { defaultProps: { transitionProps: { transition: 'fade', duration: 140 }, radius: 'md' } },
    ModalOverlay: { defaultProps: { color: '#0b1016', backgroundOpacity: 0.3 } },
    Tooltip: { defaultProps: { openDelay: 250, withinPortal: true, events: { hover: true, focus: true, touch: false } } },
  },
});

const roles = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-anchor': 'var(--action)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--quiet)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--action)',
  '--mantine-primary-color-filled-hover': 'var(--action-strong)',
  '--mantine-primary-color-contrast': 'var(--on-action)',
  '--mantine-color-action-filled': 'var(--action)',
  '--mantine-color-action-filled-hover': 'var(--action-strong)',
  '--mantine-color-action-text': 'var(--action)',
  '--mantine-color-action-outline': 'var(--action)',
};

export const resolver: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
