export { mongoServiceContract } from './contracts/mongo-service.ts';
export type { Contract, Operation, OperationInput } from './contracts/operation.ts';
export { sqlServiceContract } from './contracts/sql-service.ts';
