const codeNames: Readonly<Record<number, string>> = {
  1: 'InternalError', 2: 'BadValue', 8: 'UnknownError', 9: 'FailedToParse', 11: 'UserNotFound', 13: 'Unauthorized',
  14: 'TypeMismatch', 15: 'Overflow', 16: 'InvalidLength', 18: 'AuthenticationFailed', 20: 'IllegalOperation', 22: 'InvalidBSON', 26: 'NamespaceNotFound',
  27: 'IndexNotFound', 28: 'PathNotViable', 40: 'ConflictingUpdateOperators', 43: 'CursorNotFound', 48: 'NamespaceExists',
  50: 'MaxTimeMSExpired', 52: 'DollarPrefixedFieldName', 53: 'InvalidIdField', 55: 'InvalidDBRef', 54: 'NotSingleValueField', 56: 'EmptyFieldName', 59: 'CommandNotFound',
  66: 'ImmutableField', 67: 'CannotCreateIndex', 72: 'InvalidOptions', 73: 'InvalidNamespace', 85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict', 96: 'OperationFailed', 115: 'CommandNotSupported', 121: 'DocumentValidationFailure', 123: 'NotAReplicaSet', 136: 'CappedPositionLost', 165: 'ViewDepthLimitExceeded',
  166: 'CommandNotSupportedOnView', 168: 'InvalidPipelineOperator', 171: 'CannotIndexParallelArrays', 197: 'InvalidIndexSpecificationOption', 207: 'InvalidUUID',
  238: 'NotImplemented', 241: 'ConversionFailure', 276: 'IndexBuildAborted', 292: 'QueryExceededMemoryLimitNoDiskUseAllowed', 303: 'FeatureNotSupported',
  352: 'UnsupportedOpQueryCommand', 10003: 'CannotGrowDocumentInCappedNamespace', 10334: 'BSONObjectTooLarge', 11000: 'DuplicateKey',
  11600: 'InterruptedAtShutdown', 11601: 'Interrupted', 14031: 'OutOfDiskSpace', 17280: 'KeyTooLong',
};

/** The name MongoDB gives an error code, `Location<code>` for the unnamed ones. */
function codeNameOf(code: number): string {
  return codeNames[code] ?? `Location${code}`;
}

/**
 * A failure the client must see: MongoDB's numeric code and message.
 * `details` are extra fields of the answer, such as keyPattern and keyValue of a duplicate key.
 */
export class CommandError extends Error {
  readonly code: number;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
    this.details = details;
  }

  get codeName(): string {
    return codeNameOf(this.code);
  }
}

export const badValue = (message: string): CommandError => new CommandError(2, message);
export const failedToParse = (message: string): CommandError => new CommandError(9, message);
export const typeMismatch = (message: string): CommandError => new CommandError(14, message);
