// The accounts of a device that were found, to choose from, and the button that adds them.

import { FoundRow } from "../accounts/find.tsx";
import { Button } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import type { DeviceLooking, useAddingDevices } from "./discovery.ts";

export const FoundOnDevice = ({
	looking,
}: {
	readonly looking: DeviceLooking;
}) => {
	const { found, chosen, toggle } = looking;
	if (found === null) return null;
	const words = say().device;
	const used = found.found.filter(({ on }) => on.length > 0).length;
	return (
		<>
			{found.proved ? (
				<p class="lead" role="status">
					{words.found(used, found.places)}
				</p>
			) : (
				<WarnLine>{words.notProved}</WarnLine>
			)}
			<ul class="rows">
				{found.found.map((one) => (
					<FoundRow
						key={one.index}
						one={one}
						chosen={chosen.has(one.index)}
						onChoose={() => toggle(one.index)}
					/>
				))}
			</ul>
			{found.unseen.length === 0 ? null : (
				<p class="small">{words.unseen(found.unseen.join(", "))}</p>
			)}
		</>
	);
};

export const AddFound = ({
	looking,
	adding,
}: {
	readonly looking: DeviceLooking;
	readonly adding: ReturnType<typeof useAddingDevices>;
}) => (
	<Button
		main
		busy={adding.busy}
		disabled={looking.missing.length === 0}
		onClick={adding.add}
	>
		{say().device.addChosen(looking.missing.length)}
	</Button>
);
