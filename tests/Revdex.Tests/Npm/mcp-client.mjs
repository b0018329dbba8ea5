// Speaks to a server (a command line, or the address and the token of one) with the official SDK: prints one JSON line with the tools it lists and what each call in standard input gives:
// with "progress" also what was told on the way, with "takeBack" the call is taken back as soon as something is told.
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [command, ...args] = process.argv.slice(2);
const calls = JSON.parse(readFileSync(0, "utf8"));
const client = new Client({ name: "revdex-tests", version: "1" });
await client.connect(command.startsWith("http:")
  ? new StreamableHTTPClientTransport(new URL(command), { requestInit: { headers: { authorization: `Bearer ${args[0]}` } } })
  : new StdioClientTransport({ command, args, stderr: "ignore" }));
const { tools } = await client.listTools();
const results = [];
for (const call of calls) {
  const { progress, takeBack, ...params } = call;
  const told = [];
  const stop = new AbortController();
  const options = progress ? { signal: stop.signal, onprogress: (value) => { told.push(value); if (takeBack) stop.abort(); } } : {};
  const result = await client.callTool(params, undefined, options).catch((e) => ({ failure: String(e) }));
  results.push({ ...result, told });
}
const instructions = client.getInstructions();
await client.close();
console.log(JSON.stringify({ tools, results, instructions }));
