# What `fetcherVersion` fixes: the layout of the output, and the pip that decides, which change
# together or not at all. Environments are installed with the same pip, whatever nixpkgs has.
{
  "1" = {
    layout = 1;
    pip = {
      version = "25.3";
      oldestPython = "3.9";
      url = "https://files.pythonhosted.org/packages/44/3c/d717024885424591d5376220b5e836c2d5293ce2011523c9de23ff7bf068/pip-25.3-py3-none-any.whl";
      sha256 = "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd";
    };
  };
}
