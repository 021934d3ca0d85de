# The worker, and the one-shot that builds and signs the bundle of policies: same image, two commands.
ARG PYTHON=3.13.7-slim-bookworm
ARG OPA=1.22.2-static

FROM openpolicyagent/opa:${OPA} AS opa

FROM python:${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/balise
COPY locks/runtime.txt /build/runtime.txt
RUN /opt/balise/bin/pip install --require-hashes -r /build/runtime.txt
COPY . /app
RUN /opt/balise/bin/pip install --no-deps --no-build-isolation --editable /app

FROM python:${PYTHON}
ENV PATH=/opt/balise/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# The folders exist in the image so that a volume mounted there for the first time belongs to the user.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin balise \
 && install --directory --owner=balise --group=balise --mode=0755 /policies \
 && install --directory --owner=balise --group=balise --mode=0700 /keys /journal
COPY --from=opa /opa /usr/local/bin/opa
COPY --from=build /opt/balise /opt/balise
COPY --from=build /app /app
USER 10001
WORKDIR /app
# Whether the worker could do its work: every engine it is pointed at answers.
HEALTHCHECK --interval=30s --timeout=20s --start-period=60s --retries=3 CMD ["balise", "status", "--json"]
STOPSIGNAL SIGTERM
CMD ["balise", "worker"]
