import { permissionsOf, type Permission } from '@carillon/domain';
import { expect, it } from 'vitest';
import { visibleTypes, type LiveEventType } from './visible-types.ts';

it.each<[string, readonly Permission[], readonly LiveEventType[] | undefined, readonly LiveEventType[]]>([
  ['a viewer is told of everything', permissionsOf('viewer'), undefined, ['notification.changed', 'run.changed', 'campaign.changed', 'inbox.received', 'queue.changed']],
  ['a key with one scope is told of nothing else', ['notifications:read'], undefined, ['notification.changed']],
  ['a key with one scope is not told of what it asks for besides', ['notifications:read', 'notifications:write'], ['campaign.changed', 'notification.changed'], ['notification.changed']],
  ['nobody is told of what they do not ask for', permissionsOf('admin'), ['run.changed'], ['run.changed']],
])('%s', (_case, permissions, wanted, expected) => {
  expect([...visibleTypes(permissions, wanted)]).toEqual(expected);
});
