import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const iris: MantineColorsTuple = ['#f0f2fd', '#dfe3f8', '#bec5f0', '#9aa5e8', '#7c89e1', '#6a78dc', '#4f5cc9', '#3f4bb8', '#363f9c', '#2c3482'];
const slate: MantineColorsTuple = ['#d5d9e2', '#b4bac7', '#9299a9', '#6d7587', '#464d5e', '#343a49', '#272c38', '#1d212b', '#16191f', '#101217'];

const system = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

/** One accent, dense type, small radii. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, dark: slate },
  fontFamily: system,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: system, fontWeight: '650' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // By name, not by `Modal.extend`: that would draw the dialogs into the first paint.
    Modal: { defaultProps: { transitionProps: { duration: 120 } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

/** Dimmed text and placeholders of the library are too pale for WCAG AA; these are not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5b6272', '--mantine-color-placeholder': '#687082', '--mantine-color-error': '#b3261e', '--mantine-color-body': '#f7f8fa', '--mantine-color-text': '#1b1f2a' },
  dark: { '--mantine-color-dimmed': '#a3aaba', '--mantine-color-placeholder': '#98a0b2', '--mantine-color-error': '#ff9b93', '--mantine-color-body': '#111319', '--mantine-color-text': '#dfe3ec', '--mantine-color-anchor': '#a9b3f5' },
});
