import Image, { type StaticImageData } from "next/image";

/** A picture of the product in the reader's own theme. Both pictures are of the same size, so that nothing jumps. */
export function Figure({
  light,
  dark,
  alt,
  caption,
}: {
  light: StaticImageData;
  dark: StaticImageData;
  alt: string;
  caption: string;
}) {
  const frame = "h-auto w-full rounded-lg border border-border";
  return (
    <figure className="mt-6">
      <Image src={light} alt={alt} unoptimized className={`${frame} dark:hidden`} />
      <Image src={dark} alt={alt} unoptimized className={`${frame} hidden dark:block`} />
      <figcaption className="mt-2 text-dense text-muted">{caption}</figcaption>
    </figure>
  );
}
