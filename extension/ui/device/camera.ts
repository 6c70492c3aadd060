// The camera, in a page that stays open: pictures of it are looked at for QR codes here, and go nowhere else.

import { Fault } from "../../../src/base/fault.ts";
import type { FaultCode } from "../../../src/base/faults.ts";

/** Pixels of a side of what is looked at: enough for the largest code, and quick on any machine. */
const mostSide = 800;
/** Between one look and the next. */
const pauseMs = 80;

/** By the names that browsers give to what stops them. */
const codeOf = (thrown: unknown): FaultCode => {
	const name = thrown instanceof Error ? thrown.name : "";
	if (name === "NotAllowedError" || name === "SecurityError")
		return "camera-denied";
	// where a page may see none at all, there is no such list
	if (name === "NotFoundError" || navigator.mediaDevices === undefined)
		return "camera-none";
	return "camera-closed";
};

/** Asks for the camera. Call it in a click. @throws camera-none, camera-denied; camera-closed where another program has it */
export const openCamera = async (): Promise<MediaStream> => {
	try {
		return await navigator.mediaDevices.getUserMedia({
			audio: false,
			video: { facingMode: "environment", width: { ideal: 1_280 } },
		});
	} catch (thrown) {
		throw new Fault(codeOf(thrown), String(thrown));
	}
};

export const closeCamera = (stream: MediaStream): void => {
	for (const track of stream.getTracks()) track.stop();
};

/** The text of the code in a picture; null where there is none that can be read. */
export type ReadPicture = (picture: ImageData) => string | null;

/** What reads pictures is loaded with the first one. */
export const pictureReader = async (): Promise<ReadPicture> => {
	const { default: decodeQR } = await import("qr/decode.js");
	return (picture) => {
		try {
			return decodeQR(picture);
		} catch {
			// A picture without a code, or with half of one: the next may be better.
			return null;
		}
	};
};

/** The picture that is shown now, made small enough; null before the first. */
const pictureOf = (
	video: HTMLVideoElement,
	canvas: HTMLCanvasElement,
): ImageData | null => {
	const { videoWidth, videoHeight } = video;
	const scale = Math.min(1, mostSide / Math.max(videoWidth, videoHeight, 1));
	const width = Math.floor(videoWidth * scale);
	const height = Math.floor(videoHeight * scale);
	const drawing = canvas.getContext("2d", { willReadFrequently: true });
	if (width === 0 || height === 0 || drawing === null) return null;
	canvas.width = width;
	canvas.height = height;
	drawing.drawImage(video, 0, 0, width, height);
	return drawing.getImageData(0, 0, width, height);
};

/** Looks at what the camera shows, one picture after another, until it is stopped. */
export const watchCodes = (
	video: HTMLVideoElement,
	read: ReadPicture,
	found: (code: string) => void,
): (() => void) => {
	const canvas = document.createElement("canvas");
	let timer: ReturnType<typeof setTimeout> | undefined;
	const look = (): void => {
		const picture = pictureOf(video, canvas);
		const code = picture === null ? null : read(picture);
		timer = setTimeout(look, pauseMs);
		if (code !== null) found(code);
	};
	timer = setTimeout(look, pauseMs);
	return () => clearTimeout(timer);
};
