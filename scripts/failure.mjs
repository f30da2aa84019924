/** A step that failed for a reason a person can fix: `message` says what happened, `remedy` what to do. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {string} [remedy]
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, remedy, options) {
    super(message, options);
    this.name = "Failure";
    this.remedy = remedy;
  }
}

const BY_CODE = {
  ENOSPC: ["the disk is full", "Free some space (about 2 GB are needed), then start again."],
  EDQUOT: ["the disk quota is used up", "Free some space (about 2 GB are needed), then start again."],
  EACCES: ["permission was denied", "Give this user write access to the project's folder, or start as its owner."],
  EPERM: ["permission was denied", "Give this user write access to the project's folder, or start as its owner."],
  EROFS: ["the disk is read-only", "Put the project on a disk that can be written."],
  EMFILE: ["too many files are open", "Raise the limit of open files (ulimit -n 4096), then start again."],
};

/** Turns an operating system's error into a Failure with a remedy; anything else is returned as it is. */
export function explain(error) {
  if (error instanceof Failure) return error;
  const known = BY_CODE[error?.code];
  if (!known) return error;
  const where = error.path ? ` at ${error.path}` : "";
  return new Failure(`${known[0]}${where} (${error.code})`, known[1], { cause: error });
}

/** The same for the text that a tool printed before it failed. Returns a Failure or undefined. */
export function explainOutput(text) {
  if (/ENOSPC|No space left on device/i.test(text)) return new Failure(...BY_CODE.ENOSPC);
  if (/EDQUOT|Disk quota exceeded/i.test(text)) return new Failure(...BY_CODE.EDQUOT);
  if (/EACCES|Permission denied/i.test(text)) return new Failure(...BY_CODE.EACCES);
  if (/EROFS|Read-only file system/i.test(text)) return new Failure(...BY_CODE.EROFS);
  return undefined;
}
