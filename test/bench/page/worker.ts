// The worker of the page: fetches a job, does it, posts what came of it, fetches the next. Nothing else runs meanwhile.

import { Absent, compileHere, type Place } from "../contest.ts";
import { attempt, type Job, runnerOf, type Setting } from "../runner.ts";
import { timeStarts } from "../start/time.ts";
import { contests } from "../works/works.ts";

const bytesAt = async (
	path: string,
): Promise<Uint8Array<ArrayBuffer> | null> => {
	const reply = await fetch(path);
	return reply.ok ? new Uint8Array(await reply.arrayBuffer()) : null;
};

const { runtime, periods }: Setting = await (await fetch("/setting")).json();
const place: Place = {
	runtime,
	module: async (name) => {
		const bytes = await bytesAt(`/wasm/${name}.wasm`);
		if (bytes === null) throw new Absent(`there is no ${name}.wasm`);
		return compileHere(bytes);
	},
	file: async (name) => {
		const bytes = await bytesAt(`/file/${name}`);
		if (bytes === null) throw new Error(`there is no file ${name}`);
		return bytes;
	},
};
const runner = runnerOf(contests(periods), place);

const act = (job: Job): Promise<unknown> => {
	switch (job.do) {
		case "prepare":
			return runner.prepare(job.topic, job.pace);
		case "measure":
			return runner.measure(job.rounds);
		case "start":
			return timeStarts(job.times);
	}
};

for (;;) {
	const reply = await fetch("/job");
	if (!reply.ok) break;
	const job: Job = await reply.json();
	const done = await attempt(() => act(job));
	await fetch("/done", { method: "POST", body: JSON.stringify(done) });
}
