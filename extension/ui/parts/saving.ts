// A file that the engine makes and the person keeps.

import { saveFile } from "../host.ts";
import { useWork, type Work } from "../wallet.tsx";

export type Saving = Pick<Work, "busy" | "fault"> & {
	/** @param then what has to be done once the person has it */
	readonly save: (
		name: string,
		make: () => Promise<{ readonly file: string }>,
		then?: () => Promise<void>,
	) => void;
};

/** One file at a time; why one was not saved is kept for the screen. */
export const useSaving = (): Saving => {
	const { busy, fault, run } = useWork();
	return {
		busy,
		fault,
		save: (name, make, then) =>
			void run(async () => {
				const { file } = await make();
				saveFile(name, file);
				await then?.();
			}),
	};
};
