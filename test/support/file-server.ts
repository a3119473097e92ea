import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a server on this machine gives out one file; changed between requests at will. */
export interface Served {
  content: Uint8Array;
  etag: string | null;
  /** Whether it gives parts of the file. */
  ranges: boolean;
  /** Answers with this instead. */
  status: number | null;
  /** Bytes after which it breaks a connection off, one for each answer; then it does no more. */
  cuts: number[];
  /** Whether it stays silent after a cut instead of breaking off. */
  silent: boolean;
  /** Whether it says how long the file is. */
  lengths: boolean;
}

export interface FileServer {
  /** Where `served` is; any other path leads there. */
  url: string;
  served: Served;
  /** The `Range` of each request, null without one. */
  asked: (string | null)[];
  close(): Promise<void>;
}

export async function startFileServer(content: Uint8Array): Promise<FileServer> {
  const served: Served = {
    content,
    etag: '"1"',
    ranges: true,
    status: null,
    cuts: [],
    silent: false,
    lengths: true,
  };
  const asked: (string | null)[] = [];
  const server = createServer((request, response) => {
    if (request.url !== '/set.zip') {
      response.writeHead(302, { location: '/set.zip' }).end();
      return;
    }
    asked.push(request.headers.range ?? null);
    answer(request, response, served);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return { url: `http://127.0.0.1:${port}/set.zip`, served, asked, close };
}

function answer(request: IncomingMessage, response: ServerResponse, served: Served): void {
  if (served.status !== null) {
    response.writeHead(served.status).end();
    return;
  }
  const { content, etag, ranges, lengths } = served;
  const wanted = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const start = ranges && isSame ? wanted : 0;
  const part = content.subarray(start);
  const headers = {
    ...(etag === null ? {} : { etag }),
    ...(lengths ? { 'content-length': part.length } : {}),
  };
  if (start >= content.length && start > 0) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start > 0 ? 206 : 200, start > 0 ? { ...headers, ...range } : headers);
  const cut = served.cuts.shift();
  if (cut === undefined) response.end(part);
  else if (served.silent) response.write(part.subarray(0, cut));
  else response.write(part.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
}
