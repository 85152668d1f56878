export { LogError, type LogErrorCode, type LogPlace } from './errors';
export { EventLog } from './event-log';
export type { EventLogOptions } from './options';
export type { RecordCursor, Visit } from './cursor';
export type { Transaction } from './transaction';
export { MAX_LINE_LENGTH } from './jsonl/parse-line';
export { LogReader, MAX_EVENTS, readLog, type LoadedLog, type ReadOptions } from './jsonl/reader';
export { printHeader, type LogHeader } from './jsonl/header';
export { printRecord, writeLog } from './jsonl/writer';
