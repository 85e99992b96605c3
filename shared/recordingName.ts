const recordingName =
  /\.(3gp|aac|ac3|aif|aifc|aiff|amr|ape|asf|au|avi|caf|dts|flac|flv|m2ts|m4a|m4b|m4v|mka|mkv|mov|mp2|mp3|mp4|mpeg|mpg|mts|mxf|oga|ogg|ogv|opus|qta|spx|ts|vob|wav|weba|webm|wma|wmv|wv)$/i;

/** Whether a file found in a folder looks like a recording by its name. Hidden files never do. */
export function isRecordingName(name: string): boolean {
  return !name.startsWith('.') && recordingName.test(name);
}
