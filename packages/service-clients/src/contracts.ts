export { mongoServiceContract, mongoServiceDescription } from './contracts/mongo-service.ts';
export type { Contract, Operation } from './contracts/operation.ts';
export { sqlServiceContract, sqlServiceDescription } from './contracts/sql-service.ts';
