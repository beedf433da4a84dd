import { lazy, type ComponentType } from 'react';
import { Outlet, Route, Routes, useLocation } from 'react-router';
import { CrashBoundary } from './crash-boundary.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { RequireSession } from './require-session.tsx';

/** A page whose code is loaded when it is first visited, with what keeps its state in the address. */
function page<Name extends string>(name: Name, load: () => Promise<Record<Name, ComponentType>>) {
  return lazy(async () => {
    const [module, { NuqsAdapter }] = await Promise.all([load(), import('nuqs/adapters/react-router/v7')]);
    const Content: ComponentType = module[name];
    return {
      default: () => (
        <NuqsAdapter>
          <Content />
        </NuqsAdapter>
      ),
    };
  });
}

const SignInPage = page('SignInPage', () => import('./pages/sign-in-page.tsx'));
const OverviewPage = page('OverviewPage', () => import('./pages/overview-page.tsx'));
const DuePage = page('DuePage', () => import('./pages/due-page.tsx'));
const SchedulesPage = page('SchedulesPage', () => import('./pages/schedules-page.tsx'));
const SchedulePage = page('SchedulePage', () => import('./pages/schedule-page.tsx'));
const QueuesPage = page('QueuesPage', () => import('./pages/queues-page.tsx'));
const ProvidersPage = page('ProvidersPage', () => import('./pages/providers-page.tsx'));
const ReceiptsPage = page('ReceiptsPage', () => import('./pages/receipts-page.tsx'));
const ReceiptPage = page('ReceiptPage', () => import('./pages/receipt-page.tsx'));
const NotificationsPage = page('NotificationsPage', () => import('./pages/notifications-page.tsx'));
const NotificationPage = page('NotificationPage', () => import('./pages/notification-page.tsx'));
const FailuresPage = page('FailuresPage', () => import('./pages/failures-page.tsx'));
const UsersPage = page('UsersPage', () => import('./pages/users-page.tsx'));
const UserPage = page('UserPage', () => import('./pages/user-page.tsx'));
const CampaignsPage = page('CampaignsPage', () => import('./pages/campaigns-page.tsx'));
const NewCampaignPage = page('NewCampaignPage', () => import('./pages/new-campaign-page.tsx'));
const CampaignPage = page('CampaignPage', () => import('./pages/campaign-page.tsx'));
const RecipientPage = page('RecipientPage', () => import('./pages/recipient-page.tsx'));
const SegmentsPage = page('SegmentsPage', () => import('./pages/segments-page.tsx'));
const SegmentPage = page('SegmentPage', () => import('./pages/segment-page.tsx'));
const SuppressionsPage = page('SuppressionsPage', () => import('./pages/suppressions-page.tsx'));
const PaymentsPage = page('PaymentsPage', () => import('./pages/payments-page.tsx'));
const VerificationsPage = page('VerificationsPage', () => import('./pages/verifications-page.tsx'));
const TestEmailPage = page('TestEmailPage', () => import('./pages/test-email-page.tsx'));
const InboxPage = page('InboxPage', () => import('./pages/inbox-page.tsx'));
const TemplatesPage = page('TemplatesPage', () => import('./pages/templates-page.tsx'));
const TemplatePage = page('TemplatePage', () => import('./pages/template-page.tsx'));
const SettingsPage = page('SettingsPage', () => import('./pages/settings-page.tsx'));

/** A page that breaks leaves the frame standing; the next page starts anew. */
function Page() {
  const { pathname } = useLocation();
  return (
    <CrashBoundary place={pathname}>
      <Outlet />
    </CrashBoundary>
  );
}

/** Every address of the dashboard. */
export function AppRoutes() {
  return (
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route element={<RequireSession />}>
        <Route element={<Page />}>
          <Route index element={<OverviewPage />} />
          <Route path="/notifications" element={<NotificationsPage />} />
          <Route path="/notifications/:id" element={<NotificationPage />} />
          <Route path="/failures" element={<FailuresPage />} />
          <Route path="/due" element={<DuePage />} />
          <Route path="/schedules" element={<SchedulesPage />} />
          <Route path="/schedules/:rule" element={<SchedulePage />} />
          <Route path="/queues" element={<QueuesPage />} />
          <Route path="/providers" element={<ProvidersPage />} />
          <Route path="/receipts" element={<ReceiptsPage />} />
          <Route path="/receipts/:provider/:id" element={<ReceiptPage />} />
          <Route path="/users" element={<UsersPage />} />
          <Route path="/users/:id" element={<UserPage />} />
          <Route path="/campaigns" element={<CampaignsPage />} />
          <Route path="/campaigns/new" element={<NewCampaignPage />} />
          <Route path="/campaigns/:id" element={<CampaignPage />} />
          <Route path="/campaigns/:id/recipients/:logId" element={<RecipientPage />} />
          <Route path="/segments" element={<SegmentsPage />} />
          <Route path="/segments/:id" element={<SegmentPage />} />
          <Route path="/suppressions" element={<SuppressionsPage />} />
          <Route path="/payments" element={<PaymentsPage />} />
          <Route path="/verifications" element={<VerificationsPage />} />
          <Route path="/test-email" element={<TestEmailPage />} />
          <Route path="/inbox/:id?" element={<InboxPage />} />
          <Route path="/templates" element={<TemplatesPage />} />
          <Route path="/templates/:name" element={<TemplatePage />} />
          <Route path="/settings" element={<SettingsPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  );
}
