// Importing a picture gives its address and size; the types come with Next, which writes this reference only when it runs.
/// <reference types="next/image-types/global" />
