import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#eef2ff',
  '#dfe5fb',
  '#bcc8f5',
  '#9db0f2',
  '#7f97ee',
  '#6983ea',
  '#5574e9',
  '#4563cf',
  '#3a57ba',
  '#2c4494',
];
const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#eff1f4',
  '#e3e6eb',
  '#d3d8df',
  '#bac1cb',
  '#98a1ad',
  '#6b7582',
  '#4b5563',
  '#333b47',
  '#1d232b',
];
const dark: MantineColorsTuple = [
  '#dde1e8',
  '#b7bec9',
  '#98a2af',
  '#626c79',
  '#3d4550',
  '#2d333c',
  '#20242b',
  '#16181d',
  '#101216',
  '#0a0c0f',
];

// Scroll locking in the library writes a <style> element, which the page's policy forbids; ui.css does it instead.
const overlay = { lockScroll: false, overlayProps: { backgroundOpacity: 0.45 }, transitionProps: { duration: 120 } };
const closeButton = { closeButtonProps: { 'aria-label': 'Close' } };

/** Contrast-checked (WCAG 2.2 AA) in both colour schemes. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.32,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  colors: { brand, gray, dark },
  fontFamily:
    'Inter, "Inter fallback", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    // Its placeholder for the focus is no item, which a menu may not hold; without it the first item has the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { ...overlay, ...closeButton, centered: true } },
    Drawer: { defaultProps: { ...overlay, ...closeButton } },
    Spotlight: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.45, blur: 0 } } },
    SpotlightRoot: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.45, blur: 0 } } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** What the library's own variables need to be readable. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d232b',
    '--mantine-color-dimmed': '#57616c',
    '--mantine-color-placeholder': '#66707d',
    '--mantine-color-error': '#b42332',
    '--mantine-color-default-border': '#c3cad3',
    '--mantine-color-anchor': '#3350b3',
    '--mantine-color-brand-light-color': '#2c4494',
  },
  dark: {
    '--mantine-color-text': '#dde1e8',
    '--mantine-color-dimmed': '#98a2af',
    '--mantine-color-placeholder': '#8b95a2',
    '--mantine-color-error': '#f08a72',
    '--mantine-color-default': '#1b1e24',
    '--mantine-color-anchor': '#9db0f2',
    '--mantine-color-brand-light-color': '#bcc8f5',
    '--mantine-color-brand-outline': '#7f97ee',
  },
});
