// Child processes of the network: TypeScript entries under tsx, or what was bundled of them, their output in a log file, none
// outlives its parent.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export type Child = {
	/** The first message the child sends. Rejects with the end of its log if it dies before. */
	readonly firstMessage: Promise<unknown>;
	/** Rejects when the child ends without having been stopped; never resolves. */
	readonly died: Promise<never>;
	/** Kills at once and resolves when the process is gone: there is no state worth saving. */
	stop(): Promise<void>;
};

const alive = new Set<ChildProcess>();
process.on("exit", () => {
	for (const child of alive) child.kill("SIGKILL");
});

const tail = (logFile: string): string => {
	try {
		return readFileSync(logFile, "utf8").slice(-2000);
	} catch {
		return "(no log)";
	}
};

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Starts `entry` with `args` and further words in its environment; what it prints goes to `logFile`. */
export const startChild = (
	entry: URL,
	args: readonly string[],
	logFile: string,
	env: Readonly<Record<string, string>> = {},
): Child => {
	const log = openSync(logFile, "a");
	const child = spawn(
		process.execPath,
		[
			"--max-semi-space-size=64",
			...(entry.pathname.endsWith(".ts") ? ["--import", tsx] : []),
			fileURLToPath(entry),
			...args,
		],
		{
			// A group of its own: Ctrl-C reaches the parent alone, which then decides.
			detached: true,
			stdio: ["ignore", log, log, "ipc"],
			env: { ...process.env, ...env },
		},
	);
	closeSync(log);
	alive.add(child);
	let stopped = false;
	const gone = new Promise<void>((resolve) => {
		child.once("exit", () => {
			alive.delete(child);
			resolve();
		});
	});
	const died = new Promise<never>((_, reject) => {
		child.once("exit", (code, signal) => {
			if (stopped) return;
			const reason = `${entry.pathname} ended (${signal ?? code}):\n${tail(logFile)}`;
			// Whoever talks to the child sees no more than a refused connection.
			process.stderr.write(`${reason}\n`);
			reject(new Error(reason));
		});
	});
	// Nobody may be listening when a child dies late; the error is kept for whoever asks.
	died.catch(() => undefined);
	const message = new Promise<unknown>((resolve) => {
		child.once("message", resolve);
	});
	return {
		firstMessage: Promise.race([message, died]),
		died,
		stop: async () => {
			stopped = true;
			child.kill("SIGKILL");
			await gone;
		},
	};
};

/** To be called first in a child: it ends with its parent, however the parent ended. */
export const endWithParent = (): void => {
	process.on("disconnect", () => process.exit(1));
};
