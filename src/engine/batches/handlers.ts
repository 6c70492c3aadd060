// What our own screens may ask of batches.

import type { Handlers } from "../../protocol/channel.ts";
import type { ui } from "../../protocol/methods.ts";
import type { Batches } from "./batches.ts";

export const ownBatchHandlers = ({
	batches,
}: {
	readonly batches: Pick<Batches, "stop" | "forget">;
}): Pick<Handlers<typeof ui, undefined>, "batch.stop" | "batch.forget"> => ({
	"batch.stop": async ({ id }) => {
		await batches.stop(id);
		return undefined;
	},
	"batch.forget": async ({ id }) => {
		await batches.forget(id);
		return undefined;
	},
});
