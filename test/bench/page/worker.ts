// The worker of the page: fetches a job, does it, posts what came of it, fetches the next. Nothing else runs meanwhile.

import { isRuntime, type Place } from "../contest.ts";
import { attempt, type Job, runnerOf } from "../runner.ts";
import { contests } from "../works/works.ts";

const moduleFrom = async (name: string): Promise<WebAssembly.Module> => {
	const reply = await fetch(`/wasm/${name}.wasm`);
	if (!reply.ok) throw new Error(`there is no module ${name}`);
	return WebAssembly.compile(await reply.arrayBuffer());
};

const runtime = await (await fetch("/runtime")).text();
if (!isRuntime(runtime)) throw new Error(`"${runtime}" is no runtime`);
const place: Place = { runtime, module: moduleFrom };
const runner = runnerOf(contests(), place);

const act = (job: Job): Promise<unknown> => {
	switch (job.do) {
		case "prepare":
			return runner.prepare(job.topic, job.pace);
		case "measure":
			return runner.measure(job.rounds);
	}
};

for (;;) {
	const reply = await fetch("/job");
	if (!reply.ok) break;
	const job: Job = await reply.json();
	const done = await attempt(() => act(job));
	await fetch("/done", { method: "POST", body: JSON.stringify(done) });
}
