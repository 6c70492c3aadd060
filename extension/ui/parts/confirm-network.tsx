// Where the engine follows a network file that the signer was not given: imported before this release, or the signer died
// before the key was made, or the two were stopped between each other's step. The person sees the file and goes on.

import { useEffect, useState } from "preact/hooks";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Button } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";
import { NetworkReview } from "./network-review.tsx";

/** The file the engine follows, to be confirmed; where another one was confirmed, the way back to that. */
export const ConfirmNetwork = ({
	onDone,
}: {
	readonly onDone?: () => void;
}) => {
	const { wallet, view, status, refresh } = useShared();
	const [file, setFile] = useState<string | null>(null);
	const reading = useWork();
	const following = useWork();
	const name = view.network?.name ?? "";
	const hash = view.network?.file;
	const { run } = reading;
	useEffect(() => {
		if (hash === undefined) return;
		void run(async () => {
			const found = await wallet.engine("network.file", { name });
			setFile(found.file);
		});
	}, [run, wallet, name, hash]);
	const done = async (): Promise<void> => {
		await refresh();
		onDone?.();
	};
	const other = status.networks?.some((one) => one.name === name) === true;
	return (
		<>
			<p class="lead">
				{other
					? say().networkReview.theEngineIsFollowingADifferent
					: say().networkReview.thisNetworkComesFromAFile}
			</p>
			{other ? (
				<div class="buttons">
					<Button
						main
						busy={following.busy}
						onClick={() =>
							void following.run(async () => {
								const sealed = await wallet.keys("network.file", { name });
								await wallet.engine("network.import", { file: sealed.file });
								await done();
							})
						}
					>
						{say().networkReview.followTheFileIConfirmed}
					</Button>
				</div>
			) : null}
			<FaultNote fault={following.fault} />
			<FaultNote fault={reading.fault} />
			{file === null ? null : (
				<NetworkReview
					file={file}
					verb={say().networkReview.confirm}
					onTaken={done}
				/>
			)}
		</>
	);
};
