// The page of the bench. It only starts the worker, in which everything runs, as in the extension.

const worker = new Worker(new URL("./worker.ts", import.meta.url), {
	type: "module",
});
worker.addEventListener("error", (event) => {
	void fetch("/done", {
		method: "POST",
		body: JSON.stringify({ failed: `the worker died: ${event.message}` }),
	});
});
