// Sending a file. Not by fetch, which doesn't say how far it is.
import { type AnswerOf, Problem, ProblemBody, uploadFile } from '#contract';
import { viewAsHeaders } from './view-as.ts';

export const upload = (
  project: string,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
  /** In place of the file of that name there. */
  source?: string,
): Promise<AnswerOf<typeof uploadFile>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const path = uploadFile.path.replace('{project}', encodeURIComponent(project));
    request.open('POST', `/api${path}?name=${encodeURIComponent(file.name)}${source ? `&source=${source}` : ''}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries(viewAsHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Problem('unavailable', 'The file could not be sent. Check the connection and try again.'));
    request.onabort = () => reject(signal.reason);
    request.onload = () => {
      const body: unknown = JSON.parse(request.responseText || 'null');
      if (request.status < 300) return resolve(uploadFile.answer.parse(body));
      const told = ProblemBody.safeParse(body);
      reject(
        told.success
          ? new Problem(told.data.code, told.data.detail, told.data.errors)
          : new Problem('failed', `The server answered ${request.status} without saying why.`),
      );
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
