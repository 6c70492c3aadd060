// A bare execution chain: anvil, started alone, mining only when told to.

import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { type Upstream, upstreamOf } from "../exchange.ts";
import type { Tree } from "../json.ts";
import { callOn } from "../rpc.ts";

export type Anvil = {
	readonly url: string;
	readonly upstream: Upstream;
	readonly call: (method: string, params?: readonly Tree[]) => Promise<Tree>;
	readonly stop: () => Promise<void>;
};

const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;

const binary = (): string => {
	const found = createRequire(import.meta.url).resolve(
		`@foundry-rs/anvil-${platform}/package.json`,
	);
	return join(dirname(found), "bin", "anvil");
};

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() =>
				address !== null && typeof address === "object"
					? resolve(address.port)
					: reject(new Error("no port")),
			);
		});
	});

const ended = (child: ChildProcess): Promise<void> =>
	new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) resolve();
		else child.once("close", () => resolve());
	});

/** Starts anvil with its first block at `timestampS`. It answers when this resolves. @throws Error after 15 s */
export const startAnvil = async (options: {
	readonly chainId: number;
	readonly timestampS: number;
	readonly more?: readonly string[];
}): Promise<Anvil> => {
	const port = await freePort();
	const child = spawn(
		binary(),
		[
			"--host",
			"127.0.0.1",
			"--port",
			String(port),
			"--chain-id",
			String(options.chainId),
			"--timestamp",
			String(options.timestampS),
			"--no-mining",
			"--silent",
			...(options.more ?? []),
		],
		{ stdio: "ignore" },
	);
	const url = `http://127.0.0.1:${port}`;
	const asked = upstreamOf(url);
	let ending: string | null = null;
	child.once("exit", (code, signal) => {
		ending = `anvil ended by itself: code ${code}, signal ${signal}`;
	});
	const upstream: Upstream = (ask) => {
		if (ending !== null) throw new Error(ending);
		return asked(ask);
	};
	const call = (method: string, params: readonly Tree[] = []): Promise<Tree> =>
		callOn(upstream, method, params);
	const stop = async (): Promise<void> => {
		child.kill("SIGKILL");
		await ended(child);
	};
	for (let tries = 0; ; tries++) {
		try {
			await call("eth_chainId");
			break;
		} catch (thrown) {
			if (tries > 150 || child.exitCode !== null) {
				await stop();
				throw new Error("anvil does not answer", { cause: thrown });
			}
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
	return { url, upstream, call, stop };
};
