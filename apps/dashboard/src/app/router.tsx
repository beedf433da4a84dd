import { NuqsAdapter } from 'nuqs/adapters/react-router/v7';
import { lazy, type ComponentType } from 'react';
import { createBrowserRouter, Outlet } from 'react-router';
import { RequireSession } from './require-session.tsx';
import { PageCrash } from './page-crash.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';

/** A page whose code is loaded when it is first visited. */
function page<Name extends string>(name: Name, load: () => Promise<Record<Name, ComponentType>>) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const pages = {
  SignIn: page('SignInPage', () => import('./pages/sign-in-page.tsx')),
  Overview: page('OverviewPage', () => import('./pages/overview-page.tsx')),
  Notifications: page('NotificationsPage', () => import('./pages/notifications-page.tsx')),
  Notification: page('NotificationPage', () => import('./pages/notification-page.tsx')),
  TestEmail: page('TestEmailPage', () => import('./pages/test-email-page.tsx')),
  Inbox: page('InboxPage', () => import('./pages/inbox-page.tsx')),
  Templates: page('TemplatesPage', () => import('./pages/templates-page.tsx')),
  Template: page('TemplatePage', () => import('./pages/template-page.tsx')),
  Settings: page('SettingsPage', () => import('./pages/settings-page.tsx')),
};

function Root() {
  return (
    <NuqsAdapter>
      <Outlet />
    </NuqsAdapter>
  );
}

/** Every address of the dashboard. */
export function createRouter() {
  return createBrowserRouter([
    {
      Component: Root,
      ErrorBoundary: PageCrash,
      children: [
        { path: '/sign-in', Component: pages.SignIn },
        {
          Component: RequireSession,
          children: [
            {
              ErrorBoundary: PageCrash,
              children: [
                { path: '/', Component: pages.Overview },
                { path: '/notifications', Component: pages.Notifications },
                { path: '/notifications/:id', Component: pages.Notification },
                { path: '/test-email', Component: pages.TestEmail },
                { path: '/inbox', Component: pages.Inbox },
                { path: '/inbox/:id', Component: pages.Inbox },
                { path: '/templates', Component: pages.Templates },
                { path: '/templates/:name', Component: pages.Template },
                { path: '/settings', Component: pages.Settings },
                { path: '*', Component: NotFoundPage },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
