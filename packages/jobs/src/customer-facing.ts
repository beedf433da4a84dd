/** Where the links in reminders lead, and in whose name they are sent. */
export interface CustomerFacing {
  /** The application that users know, without a slash at its end. */
  appUrl: string;
  companyName: string;
}

export function linkTo({ appUrl }: Pick<CustomerFacing, 'appUrl'>, ...segments: readonly string[]): string {
  return [appUrl.replace(/\/+$/, ''), ...segments.map(encodeURIComponent)].join('/');
}
