// Kernel workers that the host makes for the engine: whoever asks hears its own worker, its failure and its end.

import { expect, test, vi } from "vitest";
import {
	askHost,
	type HostedWorker,
	hostKernels,
} from "../../../extension/kernel/hosted.ts";

/** A host whose workers answer what they are asked, and an engine that asks it. */
const hosted = (spawns: () => void = () => {}) => {
	const made: { ended: boolean; fail: (message: string) => void }[] = [];
	const kernels = hostKernels(() => {
		spawns();
		const one = { ended: false, fail: (_: string): void => {} };
		made.push(one);
		let port: MessagePort | undefined;
		const worker: HostedWorker = {
			postMessage: (_, [given]) => {
				if (!(given instanceof MessagePort)) throw new Error("no port");
				port = given;
				port.onmessage = ({ data }: MessageEvent<unknown>) =>
					port?.postMessage({ answer: data, by: made.indexOf(one) });
			},
			terminate: () => {
				one.ended = true;
				port?.close();
			},
			addEventListener: (_, hear) => {
				one.fail = (message) => hear({ message });
			},
		};
		return worker;
	});
	const spawn = askHost((data, ports) => kernels.hear({ data, ports }));
	const ask = () => {
		const worker = spawn();
		const heard: unknown[] = [];
		const failed: string[] = [];
		worker.onmessage = ({ data }) => heard.push(data);
		worker.onerror = ({ message }) => failed.push(message);
		return { worker, heard, failed };
	};
	return { made, kernels, ask };
};

const soon = (check: () => void) => vi.waitFor(check, { timeout: 2_000 });

test("each worker answers the one who asked for it", async () => {
	const { ask, kernels } = hosted();
	const [first, second] = [ask(), ask()];
	first.worker.postMessage("a", []);
	second.worker.postMessage("b", []);
	await soon(() => {
		expect(first.heard).toEqual([{ answer: "a", by: 0 }]);
		expect(second.heard).toEqual([{ answer: "b", by: 1 }]);
	});
	kernels.close();
});

test("a worker's failure is told to the one who asked for it, and to nobody else", async () => {
	const { ask, made, kernels } = hosted();
	const [first, second] = [ask(), ask()];
	made[1]?.fail("no module");
	await soon(() => expect(second.failed).toEqual(["no module"]));
	expect(first.failed).toEqual([]);
	kernels.close();
});

test("a worker that is ended is ended in the host, and the others live on", async () => {
	const { ask, made, kernels } = hosted();
	const [first, second] = [ask(), ask()];
	first.worker.terminate();
	await soon(() => expect(made[0]?.ended).toBe(true));
	second.worker.postMessage("b", []);
	await soon(() => expect(second.heard).toHaveLength(1));
	expect(made[1]?.ended).toBe(false);
	kernels.close();
	expect(made[1]?.ended).toBe(true);
});

test("a worker that cannot be made is a failure with its reason", async () => {
	const { ask } = hosted(() => {
		throw new Error("no threads left");
	});
	const { failed } = ask();
	await soon(() => expect(failed).toEqual(["Error: no threads left"]));
});

test("refuses a ninth worker, and makes one in the place of one that ended", async () => {
	const { ask, made, kernels } = hosted();
	const eight = Array.from({ length: 8 }, ask);
	const ninth = ask();
	await soon(() => expect(ninth.failed).toHaveLength(1));
	expect(made).toHaveLength(8);
	eight[0]?.worker.terminate();
	await soon(() => expect(made[0]?.ended).toBe(true));
	ask();
	expect(made).toHaveLength(9);
	kernels.close();
});

test("makes nothing of a message that asks for something else, or brings no ports", () => {
	const made: unknown[] = [];
	const { hear } = hostKernels(() => {
		made.push(1);
		throw new Error("not asked for");
	});
	const { port1, port2 } = new MessageChannel();
	hear({ data: { tell: "stands" }, ports: [port1, port2] });
	hear({ data: { tell: "kernel" }, ports: [port1] });
	hear({ data: null, ports: [] });
	expect(made).toEqual([]);
	port1.close();
});
