import {
  CountUsers, CreateUser, DeactivateUser, LIST_COUNT_CAP, ListInactiveUsers, ListLogins, ListNotificationHistory, ListUsers, ListVerificationAttempts, Login, LoginPage, NotificationHistoryPage, RecordConsent, RecordLogin,
  RecordVerificationAttempt, RowCount, UpdateUser, User, UserChange, userCsvColumnWords, UserId, UserPage, VerificationAttempt, VerificationAttemptPage,
} from '@carillon/domain';
import { z } from 'zod';
import { change, command, csvImport, query, removal } from './operation.ts';

const user = z.object({ id: UserId });

/** What the mongo-service answers: users, their logins, verification attempts and what they were sent. */
export const mongoServiceContract = {
  listInactiveUsers: query({ path: '/users/inactive', operation: 'listInactiveUsers', tag: 'Users', summary: 'Active users who did nothing since an instant, longest silent first', request: { query: ListInactiveUsers }, response: UserPage }),
  listLoginInactiveUsers: query({ path: '/users/login-inactive', operation: 'listLoginInactiveUsers', tag: 'Users', summary: 'Active users who did not sign in since an instant, longest away first', request: { query: ListInactiveUsers }, response: UserPage }),
  listUsers: query({ path: '/users', operation: 'listUsers', tag: 'Users', summary: 'Users, newest first, or those with the given ids', request: { query: ListUsers }, response: UserPage }),
  countUsers: query({ path: '/users/count', operation: 'countUsers', tag: 'Users', summary: 'How many users a filter has', description: `Counting ends at ${LIST_COUNT_CAP}.`, request: { query: CountUsers }, response: RowCount }),
  getUser: query({ path: '/users/:id', operation: 'getUser', tag: 'Users', summary: 'One user', request: { params: user }, response: User }),
  createUser: command({
    path: '/users', operation: 'createUser', tag: 'Users', idempotent: false, status: 201, otherStatuses: { 200: 'It was there before, with the same content' },
    summary: 'Add a user',
    description: 'With an id of your own the request can be repeated: 409 when that id has other content.',
    request: { body: CreateUser }, response: User,
  }),
  importUsers: csvImport({ path: '/users/import', operation: 'importUsers', tag: 'Users', summary: 'Add or change users from a CSV file, by id, external id or e-mail address' }, userCsvColumnWords),
  updateUser: change({
    path: '/users/:id', operation: 'updateUser', tag: 'Users',
    summary: 'Change a user, or bring back a deactivated one',
    request: { params: user, body: UpdateUser }, response: User,
  }),
  deleteUser: removal({ path: '/users/:id', operation: 'deleteUser', tag: 'Users', summary: 'Take a user away', description: 'Answers with the user as it was. What was sent stays in the logs.', request: { params: user }, response: User }),
  recordConsent: command({
    path: '/users/:id/consent', operation: 'recordConsent', tag: 'Users', idempotent: true,
    summary: 'Note what a user decided about a category of messages',
    description: 'The latest decision of a category counts, whatever the order they arrive in.',
    request: { params: user, body: RecordConsent }, response: User,
  }),
  deactivateUser: command({
    path: '/users/:id/deactivate', operation: 'deactivateUser', tag: 'Users', idempotent: true,
    summary: 'Deactivate a user who gave no sign of life',
    description: 'Can be repeated: `changed` tells whether this request made the change. 409 when the user came back.',
    request: { params: user, body: DeactivateUser }, response: UserChange,
  }),
  listLogins: query({ path: '/logins', operation: 'listLogins', tag: 'Logins', summary: 'The sign-ins of a user, newest first', request: { query: ListLogins }, response: LoginPage }),
  recordLogin: command({
    path: '/logins', operation: 'recordLogin', tag: 'Logins', idempotent: false, status: 201, otherStatuses: { 200: 'It was noted before' },
    summary: 'Note that a user signed in',
    description: 'Logins may arrive in any order: they move what is known of the user forward, never back. With an id of your own the request can be repeated: 409 when that id has other content.',
    request: { body: RecordLogin }, response: Login,
  }),
  listVerificationAttempts: query({ path: '/verification-attempts', operation: 'listVerificationAttempts', tag: 'Verification attempts', summary: 'How often an employee was asked, first to last', request: { query: ListVerificationAttempts }, response: VerificationAttemptPage }),
  recordVerificationAttempt: command({
    path: '/verification-attempts', operation: 'recordVerificationAttempt', tag: 'Verification attempts', idempotent: true, status: 201, otherStatuses: { 200: 'It was noted before' },
    summary: 'Note that an employee was asked',
    description: 'Can be repeated: verification and number tell attempts apart.',
    request: { body: RecordVerificationAttempt }, response: VerificationAttempt,
  }),
  listNotificationHistory: query({ path: '/notification-history', operation: 'listNotificationHistory', tag: 'Notification history', summary: 'What a user, or an address, was sent, newest first', request: { query: ListNotificationHistory }, response: NotificationHistoryPage }),
};

export const mongoServiceDescription = {
  title: 'Carillon mongo-service',
  description: 'Users, their logins, verification attempts and what users were sent, as the reminders need them. Put a service of your own there by answering the same, and set `MONGO_SERVICE_URL` to it. Lists are paged by cursor: repeat a request with `cursor` set to the `nextCursor` of its answer.',
};
