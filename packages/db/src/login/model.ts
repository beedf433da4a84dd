import { Schema, type Connection } from 'mongoose';

/** One sign-in of a user. */
export interface LoginDocument {
  _id: string;
  userId: string;
  at: Date;
}

/** `retentionDays`: how long single logins are kept; what follows from them stays with the user. */
export function loginModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<LoginDocument>(
    { _id: { type: String, required: true }, userId: { type: String, required: true }, at: { type: Date, required: true } },
    { collection: 'logins', versionKey: false, minimize: false },
  );
  schema.index({ userId: 1, at: -1, _id: -1 });
  schema.index({ at: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('Login', schema);
}
export type LoginModel = ReturnType<typeof loginModel>;
