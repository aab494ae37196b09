// Drawn on a 16 px grid with a 1.4 px line, in the colour of the text beside them.
import type { ReactNode } from 'react';

const icon = (drawing: ReactNode) => (props: { size?: number }) => (
  <svg
    width={props.size ?? 16}
    height={props.size ?? 16}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {drawing}
  </svg>
);

export const HomeIcon = icon(<path d="M2.5 7.2 8 2.7l5.5 4.5v6H9.8V9.5H6.2v3.7H2.5z" />);
export const DashboardIcon = icon(<path d="M2.5 2.5h5v6h-5zM10 2.5h3.5v3H10zM10 8h3.5v5.5H10zM2.5 11h5v2.5h-5z" />);
export const ExploreIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.4 10.4 3.3 3.3M5 8.6l1.4-1.8L7.8 8 9 5.6" />
  </>,
);
export const ChartIcon = icon(<path d="M2.5 2.5v11h11M5 10.5l2.6-3.2 2.2 1.8 3.4-4.6" />);
export const DatasetIcon = icon(
  <>
    <ellipse cx="8" cy="4" rx="5" ry="1.9" />
    <path d="M3 4v8c0 1 2.2 1.9 5 1.9s5-.9 5-1.9V4M3 8c0 1 2.2 1.9 5 1.9S13 9 13 8" />
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="6" cy="5.2" r="2.3" />
    <path d="M1.8 13.2c.2-2.6 1.9-4.2 4.2-4.2s4 1.6 4.2 4.2M10.6 3.2a2.2 2.2 0 0 1 0 4.1M11.8 9.5c1.4.5 2.3 1.8 2.4 3.7" />
  </>,
);
export const AccessIcon = icon(
  <>
    <circle cx="3.4" cy="8" r="1.6" />
    <circle cx="12.6" cy="4" r="1.6" />
    <circle cx="12.6" cy="12" r="1.6" />
    <path d="M5 8h2.2c2 0 1.6-4 3.8-4M7.2 8c2 0 1.6 4 3.8 4" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.4 10.4 3.1 3.1" />
  </>,
);
export const EyeIcon = icon(
  <>
    <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
    <circle cx="8" cy="8" r="1.9" />
  </>,
);
export const LockIcon = icon(<path d="M3.5 7.2h9v6.3h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />);
export const MoreIcon = icon(<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />);
export const MenuIcon = icon(<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const CloseIcon = icon(<path d="m4 4 8 8m0-8-8 8" />);
export const DownIcon = icon(<path d="m4.5 6.5 3.5 3.5 3.5-3.5" />);
export const CheckIcon = icon(<path d="m3.5 8.5 3 3 6-7" />);
export const TableIcon = icon(<path d="M2.5 3.5h11v9h-11zM2.5 6.8h11M6.5 3.5v9" />);
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.7" />
    <path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1" />
  </>,
);
export const MoonIcon = icon(<path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />);
export const SystemIcon = icon(<path d="M2 3.5h12v7.5H2zM6 13.5h4M8 11v2.5" />);
export const RefreshIcon = icon(<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.8v2.4h-2.4" />);
export const ExpandIcon = icon(<path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.3 2.7 9.5 6.5M2.7 13.3l3.8-3.8" />);
export const DownloadIcon = icon(<path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11" />);
export const BookmarkIcon = icon(<path d="M4 2.5h8v11l-4-3-4 3z" />);
export const LinkIcon = icon(
  <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.9-.9" />,
);
export const DuplicateIcon = icon(<path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />);
export const SourceIcon = icon(<path d="M2.5 4h11v3.5h-11zM2.5 8.7h11v3.5h-11zM4.8 5.8h.01M4.8 10.5h.01" />);
export const LineageIcon = icon(<path d="M2.5 3h4v3.5h-4zM9.5 9.5h4V13h-4zM4.5 6.5v4.7h5M6.5 4.7h5v4.8" />);
export const HistoryIcon = icon(<path d="M3 8a5 5 0 1 0 1.6-3.7M3 2.8v2.4h2.4M8 5.5V8l1.8 1.4" />);
export const MoveIcon = icon(<path d="M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2" />);
export const TrashIcon = icon(<path d="M3 4.5h10M6.2 4.5V2.8h3.6v1.7M4.2 4.5l.7 8.7h6.2l.7-8.7" />);

export const RuleIcon = icon(<path d="M2.5 3h11L9.4 8v4.2l-2.8 1.3V8z" />);
export const AlertIcon = icon(<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1" />);
export const ReportIcon = icon(<path d="M2.5 3.5h11v9h-11zM2.5 4.2 8 8.8l5.5-4.6" />);
export const ProjectIcon = icon(<path d="M2.5 12.5v-9h4l1.4 1.8h5.6v7.2z" />);
export const BellIcon = icon(
  <path d="M3 11.5h10c-1-1.1-1.3-2-1.3-4.2C11.7 4.7 10.2 3 8 3S4.3 4.7 4.3 7.3c0 2.2-.3 3.1-1.3 4.2zM6.7 13.5h2.6" />,
);
export const UpIcon = icon(<path d="m4.5 9.5 3.5-3.5 3.5 3.5" />);
/** Filled once it is one's own mark. */
export const StarIcon = ({ size = 16, filled }: { size?: number; filled?: boolean }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill={filled ? 'currentColor' : 'none'}
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d="m8 2.2 1.7 3.6 4 .5-2.9 2.7.8 3.9L8 11l-3.6 1.9.8-3.9-2.9-2.7 4-.5z" />
  </svg>
);

/** The mark: a horizon, and what stands on it. */
export const Mark = () => (
  <svg width="20" height="20" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
    <path d="M1 11h4.6M10.4 11H15M3.2 11a4.8 4.8 0 0 1 9.6 0" />
    <circle cx="8" cy="11" r="2.4" />
  </svg>
);
export const ExcludeIcon = icon(
  <>
    <circle cx="8" cy="8" r="5" />
    <path d="m4.6 4.6 6.8 6.8" />
  </>,
);
export const ZoomInIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.4 10.4 3.1 3.1M5 7h4M7 5v4" />
  </>,
);
export const ZoomOutIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.4 10.4 3.1 3.1M5 7h4" />
  </>,
);
