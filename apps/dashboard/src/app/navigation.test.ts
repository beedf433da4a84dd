import { permissionsOf } from '@carillon/domain';
import { expect, it } from 'vitest';
import { navigation, visibleNavigation } from './navigation.ts';

const labels = (role: 'viewer' | 'operator' | 'admin', localMode: boolean) =>
  visibleNavigation(permissionsOf(role), localMode).flatMap((group) => group.destinations.map((destination) => destination.label));

it('offers a viewer what can be looked at', () => {
  expect(labels('viewer', true)).toEqual(['Overview', 'Notifications', 'Failures', 'Due users', 'Schedules', 'Users', 'Segments', 'Suppressions', 'Payments', 'Verifications', 'Campaigns', 'Templates', 'Providers', 'Receipts', 'Queues', 'Inbox']);
});

it('offers an administrator everything', () => {
  expect(labels('admin', true)).toEqual(['Overview', 'Notifications', 'Failures', 'Due users', 'Schedules', 'Users', 'Segments', 'Suppressions', 'Payments', 'Verifications', 'Campaigns', 'Test e-mail', 'Templates', 'Providers', 'Receipts', 'Queues', 'Inbox', 'Settings']);
});

it('hides the inbox where real mail is sent', () => {
  expect(labels('admin', false)).not.toContain('Inbox');
});

it('gives every destination a key of its own', () => {
  const keys = navigation.flatMap((group) => group.destinations.map((destination) => destination.key));
  expect(new Set(keys).size).toBe(keys.length);
});
