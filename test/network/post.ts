// How the network's own parts ask each other: JSON over the plain client of HTTP. They do little else, and fetch takes several
// times the processor time.

import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true });

/** @returns what it answers, whatever its status. @throws Error when it does not answer within `timeoutMs` */
export const post = (
	url: string,
	body: string,
	timeoutMs: number,
): Promise<string> =>
	new Promise((resolve, reject) => {
		const asked = request(
			url,
			{
				method: "POST",
				agent,
				timeout: timeoutMs,
				headers: {
					"content-type": "application/json",
					"content-length": Buffer.byteLength(body),
				},
			},
			(answer) => {
				const parts: Buffer[] = [];
				answer.on("data", (part: Buffer) => parts.push(part));
				answer.once("error", reject);
				answer.once("end", () => resolve(Buffer.concat(parts).toString()));
			},
		);
		asked.once("timeout", () =>
			asked.destroy(new Error(`${url} does not answer in time`)),
		);
		asked.once("error", reject);
		asked.end(body);
	});
