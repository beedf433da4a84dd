import { z } from 'zod';
import type { OperatorRole } from './schema.ts';

/** What a route asks for. API keys carry these as scopes, operators have them by role. */
export const Permission = z.enum([
  'notifications:read',
  'notifications:write',
  'templates:read',
  'templates:write',
  'inbox:read',
  'users:read',
  'users:write',
  'segments:read',
  'segments:write',
  'suppressions:read',
  'suppressions:write',
  'schedules:read',
  'schedules:write',
  'queues:read',
  'queues:write',
  'campaigns:read',
  'campaigns:write',
  'providers:read',
  'receipts:read',
  'receipts:write',
  'operators:manage',
  'api-keys:manage',
  'audit:read',
]);
export type Permission = z.infer<typeof Permission>;

const viewer: readonly Permission[] = ['notifications:read', 'templates:read', 'inbox:read', 'users:read', 'segments:read', 'suppressions:read', 'schedules:read', 'queues:read', 'campaigns:read', 'providers:read', 'receipts:read'];
const operator: readonly Permission[] = [...viewer, 'notifications:write', 'templates:write', 'users:write', 'segments:write', 'suppressions:write', 'schedules:write', 'queues:write', 'campaigns:write', 'receipts:write'];
const byRole: Record<OperatorRole, readonly Permission[]> = { viewer, operator, admin: Permission.options };

export function permissionsOf(role: OperatorRole): readonly Permission[] {
  return byRole[role];
}
