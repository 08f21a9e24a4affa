"use strict";
// How a town is drawn: a point in one of five shapes, so that colours are not all that tells groups apart.
// Colours after Okabe and Ito, darkened so that each stands out on white.
window.kgDrawing = (() => {
  const kit = window.kgSigma;
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#b5518c", "#a66f00", "#2d8fc4", "#5c3d1e", "#4b4ba3"];
  const SHAPES = ["●", "■", "▲", "◆", "✚"];
  const style = (at) => (at < COLOURS.length * SHAPES.length
    ? { color: COLOURS[at % COLOURS.length], shape: Math.floor(at / COLOURS.length) }
    : { color: "#7b8791", shape: 0 });
  // What reports say of a practice, the most settled first; the last: they do not name it.
  const STATUSES = [
    { color: "#0072b2", shape: 0, size: 1.15, zIndex: 4 }, { color: "#b5518c", shape: 3, size: 1.3, zIndex: 3 },
    { color: "#009e73", shape: 1, size: 1.2, zIndex: 2 }, { color: "#d55e00", shape: 2, size: 1.35, zIndex: 5 },
    { color: "#bcc5cd", shape: 0, size: 0.8, zIndex: 0 },
  ];
  const plain = (colour) => ({ color: COLOURS[colour], shape: 0 });
  if (!kit) return { style, plain, STATUSES, SHAPES, Program: null };

  const VERTEX = `
    attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size; attribute float a_shape; attribute float a_least;
    uniform float u_sizeRatio; uniform float u_pixelRatio; uniform mat3 u_matrix;
    varying vec4 v_color; varying float v_pixels; varying float v_shape;
    const float bias = 255.0 / 254.0;
    void main() {
      gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
      gl_PointSize = max(a_size / u_sizeRatio * 2.2, a_least) * u_pixelRatio;
      v_pixels = gl_PointSize;
      v_shape = a_shape;
      #ifdef PICKING_MODE
      v_color = a_id;
      #else
      v_color = a_color;
      #endif
      v_color.a *= bias;
    }`;
  const FRAGMENT = `
    precision mediump float;
    varying vec4 v_color; varying float v_pixels; varying float v_shape;
    void main(void) {
      vec2 m = gl_PointCoord - vec2(0.5, 0.5);
      vec2 p = abs(m);
      float d = length(m) - 0.44;
      if (v_shape > 3.5) d = min(max(p.x - 0.16, p.y - 0.46), max(p.x - 0.46, p.y - 0.16));
      else if (v_shape > 2.5) d = (p.x + p.y - 0.5) * 0.7;
      else if (v_shape > 1.5) d = max(p.x * 0.866 - 0.5 * (m.y + 0.47), m.y - 0.38);
      else if (v_shape > 0.5) d = max(p.x, p.y) - 0.39;
      #ifdef PICKING_MODE
      if (length(m) > 0.5) discard;
      gl_FragColor = v_color;
      #else
      float t = v_pixels < 4.0 ? 1.0 : clamp(0.5 - d * v_pixels, 0.0, 1.0);
      gl_FragColor = mix(vec4(0.0), v_color, t);
      #endif
    }`;

  class Program extends kit.NodeProgram {
    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;
      return {
        VERTICES: 1,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: POINTS,
        UNIFORMS: ["u_sizeRatio", "u_pixelRatio", "u_matrix"],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_shape", size: 1, type: FLOAT },
          { name: "a_least", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
      };
    }

    processVisibleItem(id, start, data) {
      const array = this.array;
      array[start] = data.x;
      array[start + 1] = data.y;
      array[start + 2] = data.size;
      array[start + 3] = data.shape;
      array[start + 4] = data.least ?? 1.5; // pixels across, however far one is
      array[start + 5] = kit.floatColor(data.color);
      array[start + 6] = id;
    }

    setUniforms({ sizeRatio, pixelRatio, matrix }, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_pixelRatio, pixelRatio);
      gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
    }
  }

  // The town under the pointer: a frame with its name and what is told of it in short.
  const hover = (context, data, settings) => {
    const text = data.told || data.label;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(text).width + 12, height = settings.labelSize + 10;
    const ratio = window.devicePixelRatio || 1;
    const left = Math.max(2, Math.min(data.x + data.size + 4, context.canvas.width / ratio - width - 2));
    // Where there is no room beside the town, above it.
    const middle = left < data.x + data.size ? Math.max(height / 2 + 1, data.y - data.size - 4 - height / 2) : data.y;
    context.fillStyle = "#fff";
    context.strokeStyle = "#1d2733";
    context.lineWidth = 1;
    context.fillRect(left, middle - height / 2, width, height);
    context.strokeRect(left, middle - height / 2, width, height);
    context.beginPath();
    context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
    context.stroke();
    context.fillStyle = "#1d2733";
    context.fillText(text, left + 6, middle + settings.labelSize / 3);
  };
  return { style, plain, STATUSES, SHAPES, Program, hover };
})();
