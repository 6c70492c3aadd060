// Reads the codes that a device shows, with the camera: asked for by a click, closed as soon as the last part was read.

import { useEffect, useRef, useState } from "preact/hooks";
import { Fault } from "../../../src/base/fault.ts";
import { openUr, type UrMessage } from "../../../src/device/ur.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
import { useWork } from "../wallet.tsx";
import {
	closeCamera,
	openCamera,
	pictureReader,
	type ReadPicture,
	watchCodes,
} from "./camera.ts";

type Seeing = { readonly stream: MediaStream; readonly read: ReadPicture };

/** Parts of what is being read, and what was wrong with the last code. */
type Heard = {
	readonly have: number;
	readonly of: number;
	readonly fault: Fault | null;
};

const Picture = ({
	seeing,
	types,
	onMessage,
}: {
	readonly seeing: Seeing;
	readonly types: readonly string[];
	/** @throws what the message is not */
	readonly onMessage: (message: UrMessage) => void;
}) => {
	const video = useRef<HTMLVideoElement>(null);
	const [heard, setHeard] = useState<Heard>({ have: 0, of: 0, fault: null });
	const take = useRef(onMessage);
	take.current = onMessage;
	const kinds = types.join();
	useEffect(() => {
		const shown = video.current;
		if (shown === null) return;
		shown.srcObject = seeing.stream;
		// One that does not start shows nothing, which the person sees.
		shown.play().catch(() => {});
		const reader = openUr(kinds.split(","));
		return watchCodes(shown, seeing.read, (code) => {
			try {
				const { message, have, of } = reader.take(code);
				setHeard({ have, of, fault: null });
				if (message !== null) take.current(message);
			} catch (thrown) {
				if (!(thrown instanceof Fault)) throw thrown;
				setHeard((was) => ({ ...was, fault: thrown }));
			}
		});
	}, [seeing, kinds]);
	const words = say().device;
	return (
		<>
			<video
				class="camera"
				ref={video}
				muted
				playsInline
				aria-label={words.camera}
			/>
			<p role="status">
				{heard.of > 1 ? words.parts(heard.have, heard.of) : words.holdBefore}
			</p>
			<FaultNote fault={heard.fault} title={words.notThisCode} />
		</>
	);
};

export const Scanner = ({
	types,
	words: button,
	onMessage,
}: {
	readonly types: readonly string[];
	/** Of the button that opens the camera. */
	readonly words: string;
	readonly onMessage: (message: UrMessage) => void;
}) => {
	const opening = useWork();
	const [seeing, setSeeing] = useState<Seeing | null>(null);
	const open = useRef<MediaStream | null>(null);
	const isOver = useRef(false);
	useEffect(() => {
		isOver.current = false;
		return () => {
			isOver.current = true;
			if (open.current !== null) closeCamera(open.current);
		};
	}, []);
	const look = () =>
		void opening.run(async () => {
			const stream = await openCamera();
			// The person has gone on meanwhile: nobody looks at it.
			if (isOver.current) {
				closeCamera(stream);
				return;
			}
			open.current = stream;
			setSeeing({ stream, read: await pictureReader() });
		});
	return (
		<>
			<FaultNote fault={opening.fault} />
			{seeing === null ? (
				<div class="buttons">
					<Button main busy={opening.busy} onClick={look}>
						{button}
					</Button>
				</div>
			) : (
				<Picture seeing={seeing} types={types} onMessage={onMessage} />
			)}
		</>
	);
};
